// Reads feeds with feedsmith and prints each as a line of JSON: node read.mjs MODULES FILE...
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const [modules, ...files] = process.argv.slice(2)
const { parseFeed } = createRequire(`${modules}/`)('feedsmith')

const pick = (format, item) => {
  if (format === 'json') {
    return { id: item.id, title: item.title, url: item.url, content: item.content_html,
      published: item.date_published }
  }
  if (format === 'atom') {
    const text = (value) => (typeof value === 'object' && value !== null ? value.value : value)
    return { id: item.id, title: text(item.title), content: text(item.content), published: item.published,
      updated: item.updated, url: item.links.find((link) => link.rel === 'alternate')?.href }
  }
  return { id: typeof item.guid === 'object' ? item.guid.value : item.guid, title: item.title, url: item.link,
    content: item.content?.encoded, published: item.pubDate }
}

for (const file of files) {
  const { format, feed } = parseFeed(readFileSync(file, 'utf8'))
  const items = feed.items ?? feed.entries ?? []
  console.log(JSON.stringify({ format, title: feed.title?.value ?? feed.title,
    items: items.map((item) => pick(format, item)) }))
}
