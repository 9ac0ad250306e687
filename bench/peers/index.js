import { peer as drizzle } from "./drizzle.js";
import { peer as kysely } from "./kysely.js";
import { peer as mikro } from "./mikro.js";
import { peer as prisma } from "./prisma.js";
import { peer as typeorm } from "./typeorm.js";

export const peers = [drizzle, typeorm, mikro, prisma, kysely];
