import { z } from 'zod';
import { AppError } from '../kernel/errors.ts';
import { sha256 } from '../kernel/hash.ts';
import type { Vocabulary } from './featurise.ts';
import type { LinearModel } from './linear/model.ts';
import type { Network } from './network/network.ts';
import { readVocabulary } from './read-vocabulary.ts';
import type { Sounds } from './sounds.ts';

/** All that is needed to classify, except the segmenter itself. */
export interface IntentModel {
  /** Name of the segmenter it was trained with; with another one words would be cut differently. */
  readonly segmenter: string;
  readonly labels: readonly string[];
  readonly temperature: number;
  readonly vocabulary: Vocabulary;
  readonly sounds: Sounds;
  /** Its labels are places in `labels`, its features are numbers of `vocabulary`. */
  readonly linear: LinearModel;
  /** Likewise; null where the borders decide alone. */
  readonly network: Network | null;
}

/** What a model was made from: hashes of the examples, and of the code and dictionaries that learnt them. */
export interface Origin {
  readonly examples: string;
  readonly code: string;
}

export interface KeptModel {
  readonly model: IntentModel;
  readonly origin: Origin;
}

/*
 * The file: one line `anxin-intent-model <version> <SHA-256 of all that follows>`, one line of JSON (the header), then
 * the features, a line each; the sounds, a line each with the characters behind it; the weights of the borders, of the
 * hidden layer and of the output layer, a byte each.
 */
const magic = 'anxin-intent-model';
const version = 2;

const layer = z.strictObject({ scales: z.array(z.number()), bias: z.number() });

const header = z.strictObject({
  origin: z.strictObject({ examples: z.string(), code: z.string() }),
  segmenter: z.string(),
  labels: z.array(z.string()),
  temperature: z.number().positive(),
  linear: layer,
  network: z.strictObject({ hidden: layer, output: layer }).nullable(),
  featureBytes: z.int().nonnegative(),
  soundBytes: z.int().nonnegative(),
});

/** The same model and origin give the same bytes. */
export function encodeIntentModel({ model, origin }: KeptModel): Uint8Array {
  const { segmenter, labels, temperature, linear, network } = model;
  const features = Buffer.from([...model.vocabulary.keys()].join('\n'));
  const sounds = Buffer.from(soundLines(model.sounds).join('\n'));
  const line = JSON.stringify({
    origin,
    segmenter,
    labels: [...labels],
    temperature,
    linear: layerHeader(linear),
    network: network && {
      hidden: layerHeader(network.hidden),
      output: layerHeader(network.output),
    },
    featureBytes: features.length,
    soundBytes: sounds.length,
  } satisfies z.infer<typeof header>);
  const weights = [linear, ...(network ? [network.hidden, network.output] : [])].map(weightBytes);
  const rest = Buffer.concat([Buffer.from(`${line}\n`), features, sounds, ...weights]);
  return Buffer.concat([Buffer.from(`${magic} ${version} ${sha256(rest)}\n`), rest]);
}

function layerHeader({ scales, bias }: LinearModel): z.infer<typeof layer> {
  return { scales: [...scales], bias };
}

function weightBytes({ weights }: LinearModel): Uint8Array {
  if (!(weights instanceof Int8Array))
    throw new AppError('INTERNAL', 'only a quantised model is kept in a file: quantise it first');
  return new Uint8Array(weights.buffer, weights.byteOffset, weights.length);
}

/** Reads a model; MODEL_INVALID where the bytes are of another version, damaged, or no model at all. */
export function decodeIntentModel(bytes: Uint8Array): KeptModel {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const { line: first, rest } = cutLine(buffer);
  const [name, foundVersion, checksum] = first.split(' ');
  if (name !== magic) throw invalid('the file is not an intent model');
  if (foundVersion !== String(version))
    throw invalid(`the file has version ${foundVersion}, this program reads ${version}`);
  if (checksum !== sha256(rest)) throw invalid('the checksum is wrong: the file is damaged');
  const { line, rest: body } = cutLine(rest);
  const head = header.safeParse(JSON.parse(line));
  if (!head.success) throw invalid(`the header is wrong: ${head.error.message}`);
  return modelOf(head.data, body);
}

function modelOf(head: z.infer<typeof header>, body: Buffer): KeptModel {
  const { origin, segmenter, labels, temperature, featureBytes, soundBytes } = head;
  const vocabulary = readVocabulary(body.subarray(0, featureBytes));
  const sounds = soundsOf(linesOf(body.subarray(featureBytes, featureBytes + soundBytes)));
  const weights = body.subarray(featureBytes + soundBytes);
  const sizes = sizesOf(head, vocabulary.size);
  const [linear, hidden, output] = layersOf(weights, sizes);
  if (!linear || sizes.some(({ last, scales }) => last && scales.length !== labels.length))
    throw invalid('there are not as many weights as features and labels');
  const network = hidden && output ? { hidden, output } : null;
  return { origin, model: { segmenter, labels, temperature, vocabulary, sounds, linear, network } };
}

interface LayerSize extends z.infer<typeof layer> {
  readonly featureCount: number;
  /** Its margins are those of labels. */
  readonly last: boolean;
}

function sizesOf(
  { linear, network }: z.infer<typeof header>,
  featureCount: number,
): readonly LayerSize[] {
  const borders = { ...linear, featureCount, last: true };
  if (!network) return [borders];
  const { hidden, output } = network;
  return [
    borders,
    { ...hidden, featureCount, last: false },
    { ...output, featureCount: hidden.scales.length, last: true },
  ];
}

/** Cuts the weights into layers; none where there are more or fewer than all layers need. */
function layersOf(bytes: Buffer, sizes: readonly LayerSize[]): readonly LinearModel[] {
  let start = 0;
  const layers = sizes.map(({ scales, bias, featureCount }) => {
    const labelCount = scales.length;
    const end = start + (featureCount + 1) * labelCount;
    // A copy: a view would keep the whole file in memory.
    const weights = new Int8Array(bytes.subarray(start, end));
    start = end;
    return { labelCount, featureCount, weights, scales: Float32Array.from(scales), bias };
  });
  return start === bytes.length ? layers : [];
}

function cutLine(buffer: Buffer): { readonly line: string; readonly rest: Buffer } {
  const end = buffer.indexOf('\n');
  if (end < 0) throw invalid('the file is not an intent model');
  return { line: buffer.toString('utf8', 0, end), rest: buffer.subarray(end + 1) };
}

function linesOf(buffer: Buffer): readonly string[] {
  return buffer.length === 0 ? [] : buffer.toString('utf8').split('\n');
}

/** `tui推腿退…` */
function soundLines(sounds: Sounds): readonly string[] {
  const bySound = Map.groupBy(sounds, ([, sound]) => sound);
  return Array.from(
    bySound,
    ([sound, pairs]) => sound + pairs.map(([character]) => character).join(''),
  );
}

function soundsOf(lines: readonly string[]): Sounds {
  const sounds = new Map<string, string>();
  for (const line of lines) {
    const [sound = ''] = /^[a-zü]*/u.exec(line) ?? [];
    for (const character of line.slice(sound.length)) sounds.set(character, sound);
  }
  return sounds;
}

function invalid(trouble: string): AppError {
  return new AppError('MODEL_INVALID', `${trouble}: run npm run prepare`);
}
