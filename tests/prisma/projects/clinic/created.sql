-- CreateTable
CREATE TABLE "Patient" (
    "clinic" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "name" TEXT NOT NULL,

    PRIMARY KEY ("clinic", "number")
);

-- CreateTable
CREATE TABLE "Visit" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "patientClinic" TEXT,
    "patientNumber" INTEGER NOT NULL,
    "day" DATETIME NOT NULL,
    CONSTRAINT "Visit_patientClinic_patientNumber_fkey" FOREIGN KEY ("patientClinic", "patientNumber") REFERENCES "Patient" ("clinic", "number") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "PatientNote" (
    "patientClinic" TEXT NOT NULL,
    "patientNumber" INTEGER NOT NULL,
    "line" INTEGER NOT NULL,
    "text" TEXT NOT NULL,

    PRIMARY KEY ("patientClinic", "patientNumber", "line"),
    CONSTRAINT "PatientNote_patientClinic_patientNumber_fkey" FOREIGN KEY ("patientClinic", "patientNumber") REFERENCES "Patient" ("clinic", "number") ON DELETE RESTRICT ON UPDATE RESTRICT
);

-- CreateIndex
CREATE UNIQUE INDEX "one_visit_a_day" ON "Visit"("patientClinic", "patientNumber", "day");
