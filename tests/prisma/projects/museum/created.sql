-- CreateTable
CREATE TABLE "Exhibit" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "title" TEXT NOT NULL,
    "material" TEXT NOT NULL DEFAULT 'STONE',
    "hallId" INTEGER NOT NULL,
    CONSTRAINT "Exhibit_hallId_fkey" FOREIGN KEY ("hallId") REFERENCES "Hall" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Hall" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "name" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "Lender" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT
);

-- CreateTable
CREATE TABLE "_ExhibitToLender" (
    "A" INTEGER NOT NULL,
    "B" INTEGER NOT NULL,
    CONSTRAINT "_ExhibitToLender_A_fkey" FOREIGN KEY ("A") REFERENCES "Exhibit" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "_ExhibitToLender_B_fkey" FOREIGN KEY ("B") REFERENCES "Lender" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE UNIQUE INDEX "Hall_name_key" ON "Hall"("name");

-- CreateIndex
CREATE UNIQUE INDEX "_ExhibitToLender_AB_unique" ON "_ExhibitToLender"("A", "B");

-- CreateIndex
CREATE INDEX "_ExhibitToLender_B_index" ON "_ExhibitToLender"("B");
