/** Where Direct Line is served, on our own origin. */
export const directLinePath = '/v3/directline';
