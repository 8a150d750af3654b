// Teaches the `expect` of @jest/globals the matchers that setup.mjs adds.
import '@testing-library/jest-dom/jest-globals';
