import { type ValidationError, ValidationPipe } from '@nestjs/common';
import { type Fault, InvalidInput } from '#kernel';

/** Checks every body, query and parameter against its DTO; names every fault, refuses unknown fields. */
export function validation(): ValidationPipe {
  return new ValidationPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    exceptionFactory: (errors) => new InvalidInput(errors.flatMap((error) => faultsOf(error))),
  });
}

function faultsOf(error: ValidationError, path = ''): Fault[] {
  const field = `${path}${error.property}`;
  const own = Object.entries(error.constraints ?? {}).map(([rule, message]) => ({
    field,
    rule: rule === 'whitelistValidation' ? 'is not a field of this request' : message,
  }));
  return [...own, ...(error.children ?? []).flatMap((child) => faultsOf(child, `${field}.`))];
}
