/* Registers `<tenet-device>`. */
import { defineElement } from "../element/define-element.ts";
import { connectDevice } from "./connect-device.ts";
import { deviceDefinition } from "./device-definition.ts";
import { deviceStyles } from "./device-styles.ts";

defineElement(deviceDefinition, connectDevice, deviceStyles);

export { deviceDefinition, type TenetDevice } from "./device-definition.ts";
