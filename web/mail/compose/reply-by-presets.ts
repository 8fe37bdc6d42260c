// Deadlines offered: this afternoon while it is still ahead, tomorrow morning and afternoon, two working days on.
// Saturdays and Sundays are skipped; holidays are the office calendar's matter, which knows them.

export interface Preset {
  /** «2026-11-22T15:00» in the organization's zone. */
  readonly wallClock: string;
}

/** `now`: wall clock; `weekday`: 0 = Sunday. */
export function presets(now: string, weekday: number): Preset[] {
  const today = now.slice(0, 10);
  const working = weekday !== 0 && weekday !== 6;
  const next = addWorkingDays(today, 1);
  const made = [
    ...(working ? [`${today}T11:00`, `${today}T15:00`].filter((one) => one > now) : []),
    `${next}T09:00`,
    `${next}T15:00`,
    `${addWorkingDays(today, 2)}T16:00`,
    `${addWorkingDays(today, 5)}T16:00`,
  ];
  return made.map((wallClock) => ({ wallClock }));
}

export function addWorkingDays(date: string, days: number): string {
  const at = new Date(`${date}T00:00:00Z`);
  for (let left = days; left > 0; ) {
    at.setUTCDate(at.getUTCDate() + 1);
    if (at.getUTCDay() !== 0 && at.getUTCDay() !== 6) left -= 1;
  }
  return at.toISOString().slice(0, 10);
}
