import { Problem } from '#kernel';

/** This process does not serve such requests; another process of the station does. */
export class NotServedHere extends Problem {
  readonly code = 'service/not-served-here';
  readonly kind = 'unavailable';
  constructor(role: string) {
    super(`This process is a ${role} (RADIOX_ROLE); ask one whose role is "api" or "all".`);
  }
}
