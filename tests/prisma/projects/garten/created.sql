-- CreateTable
CREATE TABLE "Größe" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "höhe in m" REAL NOT NULL
);

-- CreateTable
CREATE TABLE "Pflanze" (
    "名前" TEXT NOT NULL PRIMARY KEY,
    "größeId" INTEGER,
    CONSTRAINT "Pflanze_größeId_fkey" FOREIGN KEY ("größeId") REFERENCES "Größe" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "béet" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT
);

-- CreateTable
CREATE TABLE "_BeetToPflanze" (
    "A" INTEGER NOT NULL,
    "B" TEXT NOT NULL,
    CONSTRAINT "_BeetToPflanze_A_fkey" FOREIGN KEY ("A") REFERENCES "béet" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "_BeetToPflanze_B_fkey" FOREIGN KEY ("B") REFERENCES "Pflanze" ("名前") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE UNIQUE INDEX "_BeetToPflanze_AB_unique" ON "_BeetToPflanze"("A", "B");

-- CreateIndex
CREATE INDEX "_BeetToPflanze_B_index" ON "_BeetToPflanze"("B");
