-- A newsletter sender on MySQL.

CREATE TABLE `subscriber` (
  `id` int unsigned NOT NULL AUTO_INCREMENT,
  `email` varchar(255) NOT NULL,
  `state` enum('pending','active','gone') NOT NULL DEFAULT 'pending',
  `credit` float NOT NULL DEFAULT 0,
  `created_at` datetime NOT NULL DEFAULT CURRENT_TIMESTAMP,
  PRIMARY KEY (`id`),
  UNIQUE KEY `subscriber_email` (`email`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8;

CREATE TABLE `issue` (
  `id` int unsigned NOT NULL AUTO_INCREMENT,
  `subject` varchar(200) NOT NULL,
  `body` mediumtext NOT NULL,
  `sent_at` datetime DEFAULT NULL,
  PRIMARY KEY (`id`),
  KEY `issue_sent_at` (`sent_at`),
  KEY `issue_sent_at_subject` (`sent_at`, `subject`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE `delivery` (
  `subscriber_id` int unsigned NOT NULL,
  `issue_id` int unsigned NOT NULL,
  `opened_at` datetime DEFAULT NULL,
  CONSTRAINT `delivery_subscriber` FOREIGN KEY (`subscriber_id`) REFERENCES `subscriber` (`id`),
  CONSTRAINT `delivery_issue` FOREIGN KEY (`issue_id`) REFERENCES `issue` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
