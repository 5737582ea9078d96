// Writes src/schema.ts, the types of result.json, from the schema that the program's tests hold its results to.
import { compile } from 'json-schema-to-typescript';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const { title, ...schema } = JSON.parse(readFileSync(new URL('../docs/schema/result.schema.json', import.meta.url), 'utf8'));
const types = await compile(schema, 'Result', {
  bannerComment: `// ${title}: made by \`npm run types\` from docs/schema/result.schema.json; do not edit.`,
  additionalProperties: false,
  ignoreMinAndMaxItems: true,
  style: { singleQuote: true, printWidth: 140 },
});

const file = new URL('src/schema.ts', import.meta.url);
if (!existsSync(file) || readFileSync(file, 'utf8') !== types) writeFileSync(file, types);
