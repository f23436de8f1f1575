export { encodeMessage } from "./wire/encode-message.ts";
export type { FieldForm, FieldKind, MessageForms } from "./wire/message-forms.ts";
