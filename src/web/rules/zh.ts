export const pageName = '规则自查';

export const intro =
  '选一种情况，回答几个问题，看按规则会怎么定、凭哪一条。不用登录，您的回答不会保存。';

export const tryOnly = '这里按您填的情况试算；真正办理时，以订单和核实的情况为准。';

/** Where nothing could be decided for want of answers. */
export const unsettled = '有几项不清楚，规则只能看到这里。弄清楚了，可以在下面改您的回答。';

/** Where no remedy is left to choose. */
export const forPerson = '您说的情况，规则没有写明怎么处理。请到在线客服，由人工客服帮您看。';

/** Of a remedy that its own situation asks more about. */
export const remedyOpen = '还要再问一两件事才能定，点开接着看。';

/** The answer of who cannot tell. */
export const unsure = '不清楚';

export const loading = '正在对照规则…';

export const failed = '规则暂时打不开，请稍后再试。';

export const notFound = '没有这种情况，可能是规则更新了，请重新选。';

/** What stands behind the field, and what is said to something else. */
export const measures = {
  amount: { unit: '元', problem: '请写一个金额，比如 399 或 12.5。' },
  weight: { unit: '克', problem: '请写一个重量，比如 10 或 9.7。' },
} as const;
