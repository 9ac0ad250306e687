-- CreateTable
CREATE TABLE "Entry" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "debit" DECIMAL NOT NULL DEFAULT 0,
    "credit" DECIMAL NOT NULL DEFAULT 0.00,
    "currency" TEXT NOT NULL DEFAULT 'EUR',
    "meta" JSONB,
    "posted" BOOLEAN NOT NULL DEFAULT false,
    "batchId" INTEGER,
    CONSTRAINT "Entry_batchId_fkey" FOREIGN KEY ("batchId") REFERENCES "Batch" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Batch" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "opened" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "closed" DATETIME
);

-- CreateTable
CREATE TABLE "Setting" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT DEFAULT 1,
    "theme" TEXT NOT NULL DEFAULT 'c:\light',
    "limit" REAL NOT NULL DEFAULT 7
);

-- CreateIndex
CREATE INDEX "Entry_posted_currency_idx" ON "Entry"("posted", "currency");
