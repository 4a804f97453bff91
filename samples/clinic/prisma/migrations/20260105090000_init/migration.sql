CREATE TYPE "appointment_status" AS ENUM ('booked', 'cancelled', 'done');

CREATE TABLE "patient" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "born" DATE NOT NULL,
    "phone" TEXT,

    CONSTRAINT "patient_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "doctor" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "hourly_fee" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "doctor_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "appointment" (
    "id" SERIAL NOT NULL,
    "patient_id" INTEGER NOT NULL,
    "doctor_id" INTEGER NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "status" "appointment_status" NOT NULL DEFAULT 'booked',

    CONSTRAINT "appointment_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "appointment_doctor_id_starts_at_key" ON "appointment"("doctor_id", "starts_at");

ALTER TABLE "appointment" ADD CONSTRAINT "appointment_patient_id_fkey" FOREIGN KEY ("patient_id") REFERENCES "patient"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "appointment" ADD CONSTRAINT "appointment_doctor_id_fkey" FOREIGN KEY ("doctor_id") REFERENCES "doctor"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
