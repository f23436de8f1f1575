export { type ChatFromZipOptions, chatFromZip } from "./chat-from-zip.ts";
