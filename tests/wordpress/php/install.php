<?php
// Makes the database, the site and its users, and prints their application passwords as JSON, by role.
$_SERVER['HTTP_HOST'] = parse_url(getenv('WORDPRESS_ADDRESS'), PHP_URL_HOST);
$_SERVER['REQUEST_METHOD'] = 'GET';
$database = new mysqli('localhost', 'root', '', '', 0, getenv('WORDPRESS_SOCKET'));
$database->query('CREATE DATABASE wordpress CHARACTER SET utf8mb4');
define('WP_INSTALLING', true);
require getenv('WORDPRESS_CODE') . '/wp-load.php';
require ABSPATH . 'wp-admin/includes/upgrade.php';
add_filter('pre_wp_mail', '__return_true');
wp_install('Công an phường Hải Châu', 'administrator', 'admin@example.invalid', true, '', wp_generate_password());
update_option('timezone_string', 'Asia/Ho_Chi_Minh');
$GLOBALS['wp_rewrite']->set_permalink_structure('/%postname%/');
$GLOBALS['wp_rewrite']->flush_rules(false);
$passwords = [];
foreach (['administrator', 'editor', 'author', 'contributor'] as $role) {
    $user = get_user_by('login', $role);
    $id = $user ? $user->ID : wp_insert_user([
        'user_login' => $role,
        'user_pass' => wp_generate_password(),
        'user_email' => "$role@example.invalid",
        'role' => $role,
    ]);
    $passwords[$role] = WP_Application_Passwords::create_new_application_password($id, ['name' => 'Page Studio'])[0];
}
echo json_encode($passwords);
