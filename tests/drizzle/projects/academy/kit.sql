CREATE TABLE `uni_courses` (
	`department_code` text NOT NULL,
	`course_number` integer NOT NULL,
	`held_since` integer,
	`is_open` integer DEFAULT true NOT NULL,
	`credits` real DEFAULT 6 NOT NULL,
	PRIMARY KEY(`department_code`, `course_number`),
	FOREIGN KEY (`department_code`) REFERENCES `uni_departments`(`code`) ON UPDATE no action ON DELETE cascade,
	CONSTRAINT "courses_credits" CHECK("uni_courses"."credits" > 0)
);
--> statement-breakpoint
CREATE INDEX `courses_open` ON `uni_courses` (`department_code`) WHERE "uni_courses"."is_open" = 1;--> statement-breakpoint
CREATE TABLE `uni_departments` (
	`code` text PRIMARY KEY NOT NULL,
	`parent_code` text,
	`full_name` text NOT NULL,
	FOREIGN KEY (`parent_code`) REFERENCES `uni_departments`(`code`) ON UPDATE cascade ON DELETE set null
);
--> statement-breakpoint
CREATE TABLE `uni_enrolments` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`department_code` text NOT NULL,
	`course_number` integer NOT NULL,
	`student_name` text NOT NULL,
	`enrolled_at` integer DEFAULT (unixepoch()) NOT NULL,
	`is_paid` integer DEFAULT false NOT NULL,
	`mark` numeric,
	`essay` blob,
	`extras` text,
	FOREIGN KEY (`department_code`,`course_number`) REFERENCES `uni_courses`(`department_code`,`course_number`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `enrolments_once` ON `uni_enrolments` (`department_code`,`course_number`,`student_name`);--> statement-breakpoint
CREATE TABLE `uni_remarks` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`enrolment_id` integer NOT NULL,
	`reply_to` integer,
	`body` text NOT NULL,
	FOREIGN KEY (`enrolment_id`) REFERENCES `uni_enrolments`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`reply_to`) REFERENCES `uni_remarks`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `remarks_by_enrolment` ON `uni_remarks` (`enrolment_id`);--> statement-breakpoint
CREATE TABLE `uni_rooms` (
	`id` integer PRIMARY KEY NOT NULL,
	`room_name` text,
	`seats` integer DEFAULT 20 NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `uni_rooms_roomName_unique` ON `uni_rooms` (`room_name`);