/** Numbers from 0 up to 1, the same ones for the same seed; `of` takes one of a list, `around` spreads a mean. */
export function randomFrom(seed) {
  let state = seed;
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
  random.of = (list) => list[Math.floor(random() * list.length)];
  random.around = (mean) => -Math.log(1 - random()) * mean;
  return random;
}
