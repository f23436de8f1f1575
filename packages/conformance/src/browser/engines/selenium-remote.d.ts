/* Node needs the name of the file, and the package's types are for the name of its folder. */
declare module "selenium-webdriver/remote/index.js" {
  export { DriverService } from "selenium-webdriver/remote";
}
