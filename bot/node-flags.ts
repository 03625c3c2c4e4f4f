/**
 * What Node is started with wherever a server begins, as in `npm start`: a small young heap, and one thread beside
 * ours that collects and compiles.
 */
export const nodeFlags = ['--max-semi-space-size=8', '--v8-pool-size=1'] as const;
