// What can stand at a place in the text of a scenario: by its JSON Schema, the operations and their errors.

/** @typedef {{label: string, insert: string, about: string}} Proposal `insert` may have a ¦ where the cursor goes */

/**
 * Finds out where the cursor is. The text may be incomplete: only what is before the cursor is read, line by line.
 *
 * @param {string} text
 * @param {number} cursor
 * @returns {{path: string[], isKey: boolean, isValue: boolean, isFlow: boolean, word: string, from: number, indent: number,
 *     used: string[], levels: {values: Record<string, string[]>}[]} | null} `path` leads to the mapping of a key, or to the value;
 *     an item of a list is `[]`; null in a comment or a long text
 */
export function placeOf(text, cursor) {
  const reader = new Reader();
  const lines = text.slice(0, cursor).split('\n');
  const last = lines.pop();
  lines.forEach((line) => reader.line(line));
  return reader.place(last, cursor);
}

const KEY = /^(?:"([^"]*)"|'([^']*)'|([^\s#&*!|>'"%@`[\]{},-][^:#]*?|-[^\s:][^:]*?))\s*:(?=\s|$)/;

class Reader {
  constructor() {
    /** The open mappings and items, from the outside: {indent, key, values}; the key of an item is `[]`. */
    this.levels = [{ indent: 0, key: undefined, values: {} }];
    /** The open brackets: {kind, key, values, start}. */
    this.flow = [];
    /** The indentation of the key of a long text that goes on; -1 without one. */
    this.block = -1;
  }

  line(line) {
    const indent = line.search(/\S/);
    if (indent < 0 || (this.flow.length === 0 && line.trimStart().startsWith('#'))) {
      return;
    }
    if (this.block >= 0 && indent > this.block) {
      return;
    }
    this.block = -1;
    if (this.flow.length > 0) {
      this.brackets(line);
      return;
    }
    const { at, rest } = this.open(line, indent);
    const key = KEY.exec(rest);
    if (key === null) {
      this.value(rest, at);
      return;
    }
    this.enter(at, nameOf(key));
    this.value(rest.slice(key[0].length), at);
  }

  /** Opens the items that a line begins with: returns where the rest is. */
  open(line, indent) {
    let at = indent;
    let rest = line.slice(indent);
    while (/^-(\s|$)/.test(rest)) {
      this.leave(at, true);
      this.levels.push({ indent: at, key: '[]', values: {} });
      const step = 1 + Math.max(1, rest.slice(1).search(/\S|$/));
      at += step;
      rest = rest.slice(step);
    }
    return { at, rest };
  }

  /** Leaves the levels that a key or an item at this indentation does not belong to. */
  leave(indent, isItem) {
    // A list may stand as far left as its key.
    const isInside = (level) => level.indent < indent || (isItem && level.indent === indent && level.key !== '[]');
    while (this.levels.length > 1 && !isInside(this.levels.at(-1))) {
      this.levels.pop();
    }
  }

  enter(indent, name) {
    this.leave(indent, false);
    this.levels.at(-1).values[name] = [];
    this.levels.push({ indent, key: name, values: {} });
  }

  /** Takes a value; `indent` is that of its key. */
  value(text, indent) {
    const value = text.trim();
    if (/^[|>][+-]?\d?\s*(#.*)?$/.test(value)) {
      this.block = indent;
    } else if (/^[[{]/.test(value)) {
      this.brackets(text);
    } else if (value !== '' && !value.startsWith('#')) {
      this.note(value);
    }
  }

  /** Notes a scalar as a value of its key, for those who look at its neighbours. */
  note(value) {
    const scalar = value.replace(/\s+#.*$/, '').replace(/^(["'])(.*)\1$/, '$2');
    const at = this.levels.findLastIndex((level) => level.key !== '[]');
    const owner = this.levels[at - 1];
    owner?.values[this.levels[at].key]?.push(scalar);
  }

  /** Reads a line, or a part of one, in which brackets are open or begin. */
  brackets(line) {
    let token = '';
    for (let i = 0; i < line.length; i++) {
      const c = line[i];
      if ((c === '"' || c === "'") && token.trim() === '') {
        const end = line.indexOf(c, i + 1);
        token = line.slice(i, end < 0 ? line.length : end + 1);
        i += token.length - 1;
      } else if (c === '#' && /(^|\s)$/.test(line.slice(0, i))) {
        break;
      } else if (c === '{' || c === '[') {
        this.flow.push({ kind: c, key: undefined, values: {} });
        token = '';
      } else if (c === '}' || c === ']') {
        this.scalar(token);
        this.flow.pop();
        token = '';
      } else if (c === ',') {
        this.scalar(token);
        token = '';
      } else if (c === ':' && this.flow.at(-1)?.kind === '{' && this.flow.at(-1).key === undefined
          && (/^(\s|$)/.test(line.slice(i + 1)) || token.endsWith('"'))) {
        const top = this.flow.at(-1);
        top.key = unquoted(token);
        top.values[top.key] = [];
        token = '';
      } else {
        token += c;
      }
    }
    this.rest = token;
  }

  scalar(token) {
    const top = this.flow.at(-1);
    const value = unquoted(token);
    if (top?.kind === '{' && top.key !== undefined) {
      if (value !== '') {
        top.values[top.key].push(value);
      }
      top.key = undefined;
    } else if (top?.kind === '[' && value !== '') {
      const owner = this.flow.at(-2);
      if (owner?.key !== undefined) {
        owner.values[owner.key].push(value);
      } else if (this.flow.length === 1) {
        this.note(value);
      }
    }
  }

  /** The place of the cursor, at the end of a line that is not complete. */
  place(line, cursor) {
    const indent = line.search(/\S|$/);
    if ((this.block >= 0 && indent > this.block) || /(^|\s)#/.test(line.replace(/"[^"]*"?|'[^']*'?/g, ''))) {
      return null;
    }
    this.block = -1;
    if (this.flow.length > 0) {
      this.brackets(line);
      return this.flowPlace(cursor, this.levels.at(-1).indent);
    }
    const { at, rest } = this.open(line, indent);
    const key = KEY.exec(rest);
    const value = key === null ? rest : rest.slice(key[0].length);
    if (key === null) {
      this.leave(at, false);
    } else {
      this.enter(at, nameOf(key));
    }
    if (/^\s*[[{]/.test(value)) {
      this.brackets(value);
      return this.flow.length === 0 ? null : this.flowPlace(cursor, at);
    }
    const isItem = line.trimStart().startsWith('-');
    const word = value.trimStart();
    return {
      path: this.levels.slice(1).map((level) => level.key),
      isKey: key === null,
      isValue: key !== null || isItem,
      isFlow: false,
      word,
      from: cursor - word.length,
      indent: at,
      used: key === null ? Object.keys(this.levels.at(-1).values) : [],
      levels: this.levels,
    };
  }

  flowPlace(cursor, indent) {
    const top = this.flow.at(-1);
    if (top === undefined) {
      return null;
    }
    const word = (this.rest ?? '').trimStart();
    const inside = this.flow.flatMap((one) => (one.kind === '[' ? ['[]'] : one.key === undefined ? [] : [one.key]));
    return {
      path: [...this.levels.slice(1).map((level) => level.key), ...inside],
      isKey: top.kind === '{' && top.key === undefined,
      isValue: top.kind === '[' || top.key !== undefined,
      isFlow: true,
      word,
      from: cursor - word.length,
      indent,
      used: Object.keys(top.values),
      levels: [...this.levels, ...this.flow],
    };
  }
}

function nameOf(key) {
  return key[1] ?? key[2] ?? key[3];
}

function unquoted(token) {
  return token.trim().replace(/^(["'])(.*)\1$/, '$2');
}

/** The schemas that a value at a path may have. */
export function schemasAt(root, path) {
  let schemas = expanded(root, root);
  for (const step of path) {
    schemas = schemas.flatMap((schema) => {
      const next = step === '[]' ? schema.items : schema.properties?.[step] ?? schema.additionalProperties;
      return next instanceof Object ? expanded(root, next) : [];
    });
  }
  return schemas;
}

/** A schema and its alternatives, without references. */
function expanded(root, schema) {
  if (schema.$ref !== undefined) {
    const name = schema.$ref.slice('#/$defs/'.length);
    return name === 'parameter' ? [] : expanded(root, root.$defs[name]);
  }
  return [schema, ...(schema.anyOf ?? []).flatMap((one) => expanded(root, one))];
}

/**
 * What can stand at the place of the cursor.
 *
 * @param {string} text
 * @param {number} cursor
 * @param {{schema: object, operations: object[], scenarios: object[], changes: object[]}} known
 * @returns {{from: number, word: string, proposals: Proposal[]}} `from` is where the word begins that they replace
 */
export function proposalsAt(text, cursor, known) {
  const place = placeOf(text, cursor);
  if (place === null) {
    return { from: cursor, word: '', proposals: [] };
  }
  const all = [...(place.isKey ? keys(place, known) : []), ...(place.isValue ? values(place, known) : [])];
  const word = place.word.replace(/^["']/, '').toLowerCase();
  const fits = all.filter((one) => one.label.toLowerCase().includes(word));
  const isFirst = (one) => one.label.toLowerCase().startsWith(word);
  return {
    from: place.from,
    word: place.word,
    proposals: [...fits.filter(isFirst), ...fits.filter((one) => !isFirst(one))],
  };
}

function keys(place, known) {
  const { path, used } = place;
  const schemas = schemasAt(known.schema, path);
  const found = schemas.flatMap((schema) => Object.entries(schema.properties ?? {}))
    .map(([name, schema]) => ({ label: name, about: about(known.schema, schema), insert: keyText(place, known.schema, name, schema) }));
  const extra = { when: conditions, do: changes, effect: placeholders }[path.findLast((step) => step !== '[]')]?.(place, known) ?? [];
  const isAddition = (one) => one.about.startsWith('with '); // such as those of errors
  return unique([...extra, ...found.filter((one) => !isAddition(one)), ...found.filter(isAddition)].filter((one) => !used.includes(one.label)));
}

function about(root, schema) {
  return expanded(root, schema).map((one) => one.description).find((text) => text !== undefined) ?? '';
}

/** A key with what its value begins with. */
function keyText({ isFlow, indent }, root, name, schema) {
  const all = expanded(root, schema);
  const is = (type) => all.some((one) => one.type === type);
  if (is('object') && (all[0].type === 'object' || all[0].anyOf?.[0].$ref !== undefined)) {
    return `${name}: { ¦ }`;
  }
  if (all[0].type === 'array' && !isFlow) {
    return `${name}:\n${' '.repeat(indent + 2)}- ¦`;
  }
  return `${name}: ¦`;
}

/** What conditions can ask: the parts of the path of the operation, and the usual ones. */
function conditions({ levels }, known) {
  const ids = operationsOf(levels);
  const segments = known.operations.filter((one) => ids.includes(one.operation)).flatMap((one) => one.path.match(/\{[^}]+\}/g) ?? []);
  const key = (label, text) => ({ label, about: text, insert: `${label}: ¦` });
  return [
    ...segments.map((segment) => key(`path.${segment.slice(1, -1)}`, 'a part of the path')),
    key('method', 'the method of the request'),
    key('path', 'the whole path'),
    key('caller', 'who calls'),
    key('answer', 'what the provider would answer, such as ok'),
    ...['body.', 'query.', 'header.', 'state.'].map((label) => ({ label, about: 'a name follows', insert: label })),
  ];
}

/** What the message of the error beside it leaves open: `signal` in "failed to send {signal} signal". */
function placeholders({ levels }, known) {
  const error = levels.at(-1).values.error?.[0]?.toLowerCase();
  const texts = known.operations.flatMap((one) => one.answers)
    .filter(({ answer, text }) => error !== undefined && (answer.toLowerCase() === error || text.startsWith(`${error}:`)))
    .map(({ text }) => text);
  return texts.flatMap((text) => (text.match(/\{\w+\}/g) ?? []).map((one) => one.slice(1, -1)))
    .map((name) => ({ label: name, about: 'a part of the message', insert: `${name}: ¦` }));
}

function changes({ used }, known) {
  const kind = known.changes.find((one) => used.includes(one.change));
  const options = kind === undefined ? [] : kind.options.map(({ name, value }) => ({ label: name, about: value, insert: `${name}: ¦` }));
  const kinds = kind === undefined
    ? known.changes.map(({ change, description }) => ({ label: change, about: description, insert: `${change}: ¦` }))
    : [];
  return [...kinds, ...options];
}

function values(place, known) {
  const { path } = place;
  const key = path.findLast((step) => step !== '[]');
  if (key === 'on' && path.at(-2) !== 'when') {
    return operationIds(known);
  }
  if (key === 'error') {
    return errors(operationsOf(place.levels), known);
  }
  if (key === 'fail') {
    // A job fails later, so with any error of its provider.
    return errors(operationsOf(place.levels).map((id) => `${id.split('/')[0]}/*`), known);
  }
  if (key === 'use') {
    return known.scenarios.map(({ name, description }) => value(name, description.split('\n')[0]));
  }
  if (path.at(-2) === 'do') {
    return unique(known.changes.flatMap((one) => one.options).filter((one) => one.name === key)
      .flatMap((one) => one.value.split(' or ')).filter((text) => /^[a-z]+$/.test(text)).map((text) => value(text, '')));
  }
  const words = schemasAt(known.schema, path).flatMap((schema) => [
    ...(schema.enum ?? []), ...(schema.const === undefined ? [] : [schema.const]), ...(schema.type === 'boolean' ? [true, false] : [])]);
  const purposes = new Map((known.purposes ?? []).map((one) => [one.purpose, one.title]));
  return unique(words.map((word) => value(String(word), key === 'purpose' ? purposes.get(word) ?? '' : '')));
}

function value(text, explained) {
  return { label: text, about: explained, insert: /^[*&!%@`]|^[\d.]+$|^0x/.test(text) ? `"${text}"` : text };
}

function operationIds(known) {
  const patterns = [...new Set(known.operations.map((one) => `${one.operation.split('/')[0]}/*`))].filter((one) => one !== 'unknown/*');
  return [
    ...known.operations.map((one) => value(one.operation, `${one.method} ${one.path}`)),
    ...patterns.map((pattern) => value(pattern, 'all operations of this provider')),
    value('*', 'all operations'),
    value('tls', 'TLS handshakes'),
  ];
}

/** The operations of the rule around the cursor, as far as they are written before it. */
function operationsOf(levels) {
  return levels.findLast((level) => level.values.on !== undefined)?.values.on ?? [];
}

function errors(ids, known) {
  const fits = (one) => ids.some((id) => id === '*' || id === one.operation || (id.endsWith('*') && one.operation.startsWith(id.slice(0, -1))));
  const chosen = known.operations.filter(fits);
  return unique((chosen.length > 0 ? chosen : known.operations)
    .flatMap((one) => one.answers)
    .filter(({ answer }) => answer !== 'ok' && answer === answer.toUpperCase())
    .map(({ answer, status, text }) => value(answer, `${status} ${text}`)));
}

function unique(proposals) {
  return [...new Map(proposals.map((one) => [one.label, one])).values()];
}
