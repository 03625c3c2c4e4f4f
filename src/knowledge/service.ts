import { z } from 'zod';
import type { Report } from './problem.ts';
import { parseYaml } from './yaml-text.ts';

/** Whose shop this is: the only place that names it. */
export interface Service {
  readonly shop: {
    readonly name: string;
    readonly botName: string;
    /** One sentence for the page's footer. */
    readonly disclaimer: string;
  };
  readonly hotline: {
    readonly number: string;
    readonly isVerified: boolean;
    readonly source: string;
  };
  readonly hours: { readonly text: string };
  readonly agents: readonly { readonly id: string; readonly name: string }[];
}

const filled = z.string().min(1, '不能为空');

const serviceFile = z.strictObject({
  shop: z.strictObject({ name: filled, botName: filled, disclaimer: filled }),
  hotline: z.strictObject({ number: filled, isVerified: z.boolean(), source: filled }),
  hours: z.strictObject({ text: filled }),
  agents: z.array(
    z.strictObject({
      id: z.string().regex(/^[A-Za-z0-9._~-]{1,128}$/, '客服编号只能用英文字母、数字和 ._~-'),
      name: filled,
    }),
  ),
});

/** What an unreadable `service.yaml` counts as, so that an old revision's citations still open. */
const namelessService: Service = {
  shop: { name: '', botName: '', disclaimer: '' },
  hotline: { number: '', isVerified: false, source: '' },
  hours: { text: '' },
  agents: [],
};

/** Reads `service.yaml`. */
export function parseService(text: string, report: Report): Service {
  const parsed = parseYaml({ text, firstLine: 1 }, serviceFile, report);
  if (!parsed) return namelessService;
  const seen = new Set<string>();
  for (const [at, agent] of parsed.value.agents.entries()) {
    if (seen.has(agent.id))
      report.error(parsed.lineOf(['agents', at]), `客服编号“${agent.id}”重复`, '请换一个编号');
    seen.add(agent.id);
  }
  return parsed.value;
}
