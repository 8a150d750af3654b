// A CSS module in tests: every class name is its own name, so a test can see which class was chosen.
export default new Proxy({}, { get: (_target, name) => (typeof name === 'string' ? name : undefined) });
