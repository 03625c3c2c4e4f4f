/** Cuts normalised Chinese text into words. */
export interface Segmenter {
  readonly name: string;
  /** Words in the order of the text, long ones with the shorter ones inside them. */
  cut(text: string): readonly string[];
}
