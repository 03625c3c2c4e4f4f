// How well messages are understood and questions answered. `npm run evaluate` measures all, `npm run evaluate -- routes` one part.
import { evaluateEntities } from './evaluate/entities.ts';
import { evaluateFaq } from './evaluate/faq.ts';
import { evaluateGuard } from './evaluate/guard.ts';
import { evaluateHuman } from './evaluate/human.ts';
import { evaluateMassive } from './evaluate/massive.ts';
import { evaluateOwn } from './evaluate/own.ts';
import { evaluateRoutes } from './evaluate/routes.ts';

const parts: Readonly<Record<string, () => Promise<void>>> = {
  faq: evaluateFaq,
  routes: evaluateRoutes,
  human: evaluateHuman,
  entities: evaluateEntities,
  guard: evaluateGuard,
  own: evaluateOwn,
  massive: evaluateMassive,
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => parts[name] === undefined);
if (unknown.length > 0) {
  console.error(`no part ${unknown.join(', ')}: there are ${Object.keys(parts).join(', ')}`);
  process.exit(2);
}
for (const [name, evaluate] of Object.entries(parts))
  if (asked.length === 0 || asked.includes(name)) await evaluate();
