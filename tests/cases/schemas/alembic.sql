CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
CREATE TABLE user_account (
	id INTEGER NOT NULL, 
	name VARCHAR(30) NOT NULL, 
	fullname VARCHAR, 
	kind VARCHAR(5) DEFAULT 'human' NOT NULL, 
	is_active BOOLEAN DEFAULT (1), 
	created TIMESTAMP DEFAULT (CURRENT_TIMESTAMP), 
	PRIMARY KEY (id), 
	UNIQUE (name), 
	CONSTRAINT ck_kind CHECK (kind IN ('human', 'robot')), 
	CHECK (is_active IN (0, 1))
);
CREATE TABLE address (
	id INTEGER NOT NULL, 
	email_address VARCHAR NOT NULL, 
	user_id INTEGER NOT NULL, 
	score FLOAT DEFAULT '0.5', 
	PRIMARY KEY (id), 
	CONSTRAINT fk_user FOREIGN KEY(user_id) REFERENCES user_account (id)
);
CREATE INDEX ix_address_email ON address (email_address);
