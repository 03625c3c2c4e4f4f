declare module 'opencc-js/dict/*' {
  const dictionary: string;
  // biome-ignore lint/style/noDefaultExport: this is how the package exports its tables.
  export default dictionary;
}
