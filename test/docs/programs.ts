/** What each comment `<!-- file -->` of a page shows in the code block below it: file and text. */
export function programsOf(page: string): [file: string, text: string][] {
  const blocks = page.matchAll(/<!-- (\S+) -->\n```\w+\n([\s\S]*?)```\n/g)
  return [...blocks].map(([, file, text]) => [file as string, text as string])
}
