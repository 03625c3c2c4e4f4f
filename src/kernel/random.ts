import { randomBytes } from 'node:crypto';

/** Makes an unguessable id: `bytes` random bytes as lower-case hex (16 bytes = 32 digits). */
export type NewId = () => string;

export const newId: NewId = () => randomBytes(16).toString('hex');
