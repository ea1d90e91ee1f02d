import { formatTraceparent, parseTraceparent } from './index.js';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const SPAN = 'b7ad6b7169203331';

describe('traceparent', () => {
  it('is read and written', () => {
    const text = `00-${TRACE}-${SPAN}-01`;
    const parsed = parseTraceparent(text);

    expect(parsed).toEqual({ traceId: TRACE, spanId: SPAN, isSampled: true });
    expect(parsed && formatTraceparent(parsed)).toBe(text);
    expect(parseTraceparent(`00-${TRACE}-${SPAN}-00`)?.isSampled).toBe(false);
    expect(parseTraceparent(`cc-${TRACE}-${SPAN}-03-what-comes`)?.traceId).toBe(TRACE);
  });

  it.each([
    undefined,
    '',
    'nonsense',
    `00-${TRACE}-${SPAN}`,
    `00-${TRACE}-${SPAN}-01-more`,
    `ff-${TRACE}-${SPAN}-01`,
    `00-${'0'.repeat(32)}-${SPAN}-01`,
    `00-${TRACE}-${'0'.repeat(16)}-01`,
    `00-${TRACE.toUpperCase()}-${SPAN}-01`,
    `cc-${TRACE}-${SPAN}-01-${'x'.repeat(300)}`,
  ])('is nothing when it is %j', (text) => {
    expect(parseTraceparent(text)).toBeUndefined();
  });
});
