/** Markup that is safe to send: made by `html`, which escapes what is put into it. */
export class Html {
  constructor(readonly markup: string) {}
}

export type Child = Html | string | number | null | undefined | false | readonly Child[];

/** Writes markup; everything put into it is escaped unless it is `Html` itself. Nothing, null and false vanish. */
export function html(strings: TemplateStringsArray, ...children: readonly Child[]): Html {
  return new Html(
    strings.map((text, i) => text + (i < children.length ? rendered(children[i]) : '')).join(''),
  );
}

/** JSON for a `<script type="application/json">`: no `<` in it can end the element or open a comment. */
export function json(value: unknown): Html {
  return new Html(
    JSON.stringify(value)
      .replaceAll('<', '\\u003c')
      .replaceAll('>', '\\u003e')
      .replaceAll('&', '\\u0026')
      .replaceAll('\u2028', '\\u2028')
      .replaceAll('\u2029', '\\u2029'),
  );
}

/** The address where it is one of the web; a feed may carry `javascript:` and worse. */
export function webAddress(address: string | null | undefined): string | undefined {
  if (typeof address !== 'string' || !URL.canParse(address)) return undefined;
  return /^https?:$/.test(new URL(address).protocol) ? address : undefined;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function rendered(child: Child): string {
  if (child === null || child === undefined || child === false) return '';
  if (child instanceof Html) return child.markup;
  if (typeof child === 'object') return child.map(rendered).join('');
  return String(child).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}
