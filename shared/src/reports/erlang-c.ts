/**
 * How long customers wait when so many people answer: the Erlang C model (M/M/c). Customers come at random, are served
 * in the order of their coming by whoever is free, and nobody gives up. Every wait is a little longer than in life, where
 * some do give up: plans err on the side of the customer.
 *
 * Source of the formulas: A. K. Erlang, "Solution of some problems in the theory of probabilities of significance in
 * automatic telephone exchanges" (1917); D. Gross, J. F. Shortle, J. M. Thompson and C. M. Harris, "Fundamentals of
 * Queueing Theory", chapter 3.3. The load is the offered traffic in Erlangs: arrivals in an hour × hours of work each.
 */
export interface Demand {
  /** At least 0. */
  arrivalsPerHour: number;
  /** Of one arrival, above 0. */
  handlingMinutes: number;
  /** Within which an answer is aimed at; at least 0. */
  targetMinutes: number;
  /** The share that is answered within it, above 0 and below 1. */
  goal: number;
}

/** People who work at the same time on average: less than so many never keep up. */
export function loadOf({ arrivalsPerHour, handlingMinutes }: Demand): number {
  return (arrivalsPerHour * handlingMinutes) / 60;
}

/**
 * The probability that a customer has to wait at all; 1 where the load is more than so many people can ever do.
 *
 * @param people whole, at least 1
 * @param load in Erlangs, at least 0
 */
export function waitProbability(people: number, load: number): number {
  return delayOf(people, load, blockingOf(people, load));
}

/** The share of customers who are answered within the target. 0 where people never keep up. */
export function answeredWithin(people: number, demand: Demand): number {
  const load = loadOf(demand);
  if (load === 0) return 1;
  if (people <= load) return 0;
  return shareWithin(people, load, { ...demand, delay: waitProbability(people, load) });
}

/** The fewest people with whom the goal is reached; 0 where nobody comes. */
export function peopleNeeded(demand: Demand): number {
  const load = loadOf(demand);
  if (load <= 0) return 0;
  let blocking = 1;
  for (let people = 1; ; people += 1) {
    blocking = (load * blocking) / (people + load * blocking);
    if (people <= load) continue;
    const delay = delayOf(people, load, blocking);
    if (shareWithin(people, load, { ...demand, delay }) >= demand.goal) return people;
  }
}

/** Erlang B by its recursion, which never overflows as the factorials of the closed form do. */
function blockingOf(people: number, load: number): number {
  let blocking = 1;
  for (let count = 1; count <= people; count += 1) blocking = (load * blocking) / (count + load * blocking);
  return blocking;
}

function delayOf(people: number, load: number, blocking: number): number {
  if (load >= people) return 1;
  return blocking / (1 - (load / people) * (1 - blocking));
}

function shareWithin(
  people: number,
  load: number,
  given: Pick<Demand, 'targetMinutes' | 'handlingMinutes'> & { delay: number },
): number {
  const { delay, targetMinutes, handlingMinutes } = given;
  return 1 - delay * Math.exp((-(people - load) * targetMinutes) / handlingMinutes);
}
