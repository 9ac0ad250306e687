-- CreateTable
CREATE TABLE "Parent" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "code" TEXT
);

-- CreateTable
CREATE TABLE "Child" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "cascadeId" INTEGER NOT NULL,
    "restrictId" INTEGER,
    "nothingId" INTEGER NOT NULL,
    "nullsId" INTEGER,
    "defaultsId" INTEGER NOT NULL DEFAULT 0,
    "parentCode" TEXT,
    "plainId" INTEGER NOT NULL,
    CONSTRAINT "Child_cascadeId_fkey" FOREIGN KEY ("cascadeId") REFERENCES "Parent" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Child_restrictId_fkey" FOREIGN KEY ("restrictId") REFERENCES "Parent" ("id") ON DELETE RESTRICT ON UPDATE SET NULL,
    CONSTRAINT "Child_nothingId_fkey" FOREIGN KEY ("nothingId") REFERENCES "Parent" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION,
    CONSTRAINT "Child_nullsId_fkey" FOREIGN KEY ("nullsId") REFERENCES "Parent" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Child_defaultsId_fkey" FOREIGN KEY ("defaultsId") REFERENCES "Parent" ("id") ON DELETE SET DEFAULT ON UPDATE SET DEFAULT,
    CONSTRAINT "Child_parentCode_fkey" FOREIGN KEY ("parentCode") REFERENCES "Parent" ("code") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Child_plainId_fkey" FOREIGN KEY ("plainId") REFERENCES "Parent" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateIndex
CREATE UNIQUE INDEX "Parent_code_key" ON "Parent"("code");
