// What Mantine asks of a browser and jsdom does not have.
globalThis.matchMedia ??= (query) => ({
  matches: false,
  media: query,
  onchange: null,
  addEventListener() {},
  removeEventListener() {},
  addListener() {},
  removeListener() {},
  dispatchEvent: () => false,
});

globalThis.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
};

globalThis.IntersectionObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
  takeRecords() {
    return [];
  }
};

if (!('scrollIntoView' in Element.prototype)) {
  Object.defineProperty(Element.prototype, 'scrollIntoView', {
    value: () => {},
    writable: true,
    configurable: true,
  });
}

// Node's takes no file of jsdom; pictures are never drawn here, so any address will do.
URL.createObjectURL = () => 'blob:chosen';
URL.revokeObjectURL = () => {};

// jsdom has these, but only to say that it cannot scroll.
window.scrollTo = () => {};
Element.prototype.scrollTo = () => {};
globalThis.CSS ??= {};
CSS.escape ??= (text) => text.replace(/["\\\]]/g, '\\$&');
