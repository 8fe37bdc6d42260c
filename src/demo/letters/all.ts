// Every conversation of the demonstration.
import { digitalLetters } from "./digital.ts";
import { directionLetters } from "./direction.ts";
import { financeLetters } from "./finance.ts";
import { landLetters } from "./land.ts";
import { meetingLetters } from "./meetings.ts";
import { officeLetters } from "./office.ts";
import { personnelLetters } from "./personnel.ts";
import type { Script } from "./script.ts";
import { seriesLetters } from "./series.ts";
import { societyLetters } from "./society.ts";
import { todayLetters } from "./today.ts";

export const scripts: readonly Script[] = [
  ...todayLetters,
  ...directionLetters,
  ...meetingLetters,
  ...digitalLetters,
  ...personnelLetters,
  ...financeLetters,
  ...societyLetters,
  ...landLetters,
  ...officeLetters,
  ...seriesLetters,
];
