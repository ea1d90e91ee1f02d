import { html, Html, json, webAddress } from './html.js';

it('escapes everything but markup of its own', () => {
  const hostile = `</script><img src=x onerror="alert('1')">&amp;`;

  expect(html`<p title="${hostile}">${hostile}${html`<b>${1}</b>`}</p>`.markup).toBe(
    '<p title="&lt;/script&gt;&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;amp;">' +
      '&lt;/script&gt;&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;amp;<b>1</b></p>',
  );
});

it('leaves out nothing, null and false, and keeps zero; lists may be nested', () => {
  expect(html`${null}${undefined}${false}${0}${['<', [html`<i></i>`]]}`.markup).toBe(
    '0&lt;<i></i>',
  );
});

it('does not take a look-alike from JSON for markup', () => {
  const lookAlike = JSON.parse('["<b>"]') as string[];
  expect(html`${lookAlike}`.markup).toBe('&lt;b&gt;');
  expect(new Html('<b>').markup).toBe('<b>');
});

it('writes JSON that cannot end its element', () => {
  const value = { title: '</script><!--<script>\u2028&' };
  const { markup } = json(value);

  expect(markup).not.toMatch(/[<>&\u2028]/);
  expect(JSON.parse(markup)).toEqual(value);
});

it.each([
  ['https://example.org/a?b=1', true],
  ['http://example.org', true],
  ['HTTPS://example.org', true],
  ['javascript:alert(1)', false],
  [' javascript:alert(1)', false],
  ['java\nscript:alert(1)', false],
  ['data:text/html,x', false],
  ['file:///etc/passwd', false],
  ['//example.org', false],
  ['', false],
  [null, false],
])('links to %j: %s', (address, links) => {
  expect(webAddress(address) !== undefined).toBe(links);
});
