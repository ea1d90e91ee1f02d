import { asker, onBehalfOf } from '#platform/access';
import { JobOrigin } from './job-origin.js';

it('a job knows whose key wanted it, and its handler sees nothing of that', () => {
  const carried = onBehalfOf({ holderId: 'somebody', scope: 'producer' }, () =>
    JobOrigin.into({ show: 1 }, undefined),
  );
  const { payload, who } = JobOrigin.outOf(carried);

  expect(payload).toEqual({ show: 1 });
  expect(onBehalfOf(who, asker)).toEqual({ holderId: 'somebody' });
});

it('a job that the station wants itself is nobody\u2019s', () => {
  expect(JobOrigin.into({ show: 1 }, undefined)).toEqual({ show: 1 });
  expect(JobOrigin.outOf({ show: 1 })).toEqual({
    payload: { show: 1 },
    parent: undefined,
    who: {},
  });
});
