/** Makes text safe inside XML and HTML, in elements and in attributes. */

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  // In an attribute of XML they would all be read as blanks.
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
}

/** Control characters that XML does not allow become U+FFFD: they are shown, not sent. */
export function escapeMarkup(text: string): string {
  return text
    .replace(/[&<>"'\t\n\r]/gu, (sign) => ENTITIES[sign] ?? sign)
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/gu, '\ufffd')
}
