-- CreateTable
CREATE TABLE "Letter" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "text" TEXT NOT NULL,
    "to" TEXT NOT NULL,
    "from" TEXT
);

-- CreateIndex
CREATE INDEX "Letter_to_idx" ON "Letter"("to");
