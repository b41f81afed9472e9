<?php
// What a web server in front of WordPress does: uploads as they lie there, files of the program, all else to index.php.
$path = rawurldecode(parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH));
if (str_starts_with($path, '/wp-content/uploads/') && !str_contains($path, '..')) {
    $file = getenv('WORDPRESS_CONTENT') . substr($path, strlen('/wp-content'));
    if (is_file($file)) {
        header('Content-Type: ' . mime_content_type($file));
        readfile($file);
        return true;
    }
}
if ($path !== '/' && is_file(getenv('WORDPRESS_CODE') . $path)) {
    return false;
}
$_SERVER['SCRIPT_NAME'] = $_SERVER['PHP_SELF'] = '/index.php';
require getenv('WORDPRESS_CODE') . '/index.php';
