/** The part of the global that Node has and its types leave to those of browsers. */
declare namespace WebAssembly {
  type Module = {};
  function compile(bytes: Uint8Array<ArrayBuffer>): Promise<Module>;
}
