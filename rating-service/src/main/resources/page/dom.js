/** Elements. Whatever comes from outside goes in as text or as an attribute, never as markup. */

const SVG = 'http://www.w3.org/2000/svg';

function filled(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) {
      node.addEventListener(name.slice(2), value);
    } else if (value !== null && value !== undefined && value !== false) {
      node.setAttribute(name, value === true ? '' : value);
    }
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

/** An element; a child that is a string becomes text. */
export function el(tag, attributes = {}, ...children) {
  return filled(document.createElement(tag), attributes, children);
}

/** The same within a drawing. */
export function svg(tag, attributes = {}, ...children) {
  return filled(document.createElementNS(SVG, tag), attributes, children);
}

/** Sets a text only if it is another one, so that a screen reader is not told the same again. */
export function text(node, value) {
  if (node.textContent !== value) {
    node.textContent = value;
  }
}

export function attribute(node, name, value) {
  if (node.getAttribute(name) !== value) {
    node.setAttribute(name, value);
  }
}

/** Puts children in an order, moves none that stands right, and keeps the focus where it was. */
export function order(parent, children) {
  const focused = document.activeElement;
  children.forEach((child, i) => {
    if (parent.children[i] !== child) {
      parent.insertBefore(child, parent.children[i] ?? null);
    }
  });
  while (parent.children.length > children.length) {
    parent.lastElementChild.remove();
  }
  if (focused !== document.activeElement && parent.contains(focused)) {
    focused.focus({ preventScroll: true });
  }
}

/** Elements for values, those of values that were there before kept, so that focus and reading place stay. */
export class Kept {
  nodes = new Map();

  of(values, made) {
    const before = this.nodes;
    this.nodes = new Map();
    values.forEach((value) => {
      const key = JSON.stringify(value);
      this.nodes.set(key, before.get(key) ?? made(value));
    });
    return [...this.nodes.values()];
  }
}

export function byId(id) {
  return document.getElementById(id);
}
