import { getMetadataStorage, IsOptional, ValidateBy } from 'class-validator';

const NAME = 'isClearable';
const fieldsOf = new WeakMap<object, ReadonlySet<string>>();

/** The field may be left out, and null takes away what is there. Elsewhere null is refused. */
export function Clearable(): PropertyDecorator {
  // A check, so that it goes along where a class takes over the fields of another; it never fails.
  const mark = ValidateBy({ name: NAME, validator: { validate: () => true } });
  return (prototype, property) => {
    IsOptional()(prototype, property);
    mark(prototype, property);
  };
}

/** Fields of a class of ours that null may stand for. */
export function clearableFields(target: abstract new (...parameters: never[]) => unknown) {
  let fields = fieldsOf.get(target);
  if (!fields) {
    const checks = getMetadataStorage().getTargetValidationMetadatas(target, '', true, false);
    const marked = checks.filter(({ name }) => name === NAME);
    fieldsOf.set(target, (fields = new Set(marked.map(({ propertyName }) => propertyName))));
  }
  return fields;
}
