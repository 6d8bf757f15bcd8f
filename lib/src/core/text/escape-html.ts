const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/**
 * Text made harmless as content or attribute of HTML and XML.
 *
 * @example
 * ```ts
 * import { escapeHtml } from "nightbook/core";
 *
 * escapeHtml('5" < 1\''); // => "5&quot; &lt; 1&#39;"
 * ```
 */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character]);
}
