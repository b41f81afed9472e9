<?php
// How a test looks behind the scenes, and what owners of sites change, each behind an option of its own.
add_action('rest_api_init', fn () => register_rest_route('tests', '/run', [
    'methods' => 'POST',
    'permission_callback' => fn ($call) => hash_equals(getenv('WORDPRESS_KEY'), (string) $call->get_header('X-Key')),
    'callback' => function ($call) {
        wp_set_current_user(get_user_by('login', 'administrator')->ID);
        ob_start();
        eval($call->get_body());
        return ob_get_clean();
    },
]));
add_filter('wp_is_application_passwords_available', fn ($is) => get_option('switch_no_passwords') ? false : $is);
add_filter('rest_post_trashable', fn ($is) => get_option('switch_no_trash') ? false : $is);
add_filter('wp_insert_post_data', function ($data) {
    if (get_option('switch_editors_review') && $data['post_status'] === 'publish') {
        $data['post_status'] = 'pending';
    }
    return $data;
});

// What two plugins add to the REST API, as their sources have it: WP-PostViews a field, Koko Analytics a route.
add_action('rest_api_init', function () {
    if (get_option('switch_postviews')) {
        register_rest_field('post', 'views', ['get_callback' => fn ($post) => (int) get_post_meta($post['id'], 'views', true)]);
    }
    if (get_option('switch_koko')) {
        register_rest_route('koko-analytics/v1', '/stats', [
            'methods' => 'GET',
            'args' => ['start_date' => ['type' => 'string', 'format' => 'date'], 'end_date' => ['type' => 'string', 'format' => 'date']],
            'permission_callback' => fn () => current_user_can('publish_posts') && !get_option('switch_koko_closed'),
            'callback' => fn ($call) => array_values(array_filter(
                (array) get_option('koko_days', []),
                fn ($day) => $day['date'] >= $call['start_date'] && $day['date'] <= $call['end_date'],
            )),
        ]);
    }
});

/** What the database holds of posts whose slug begins so, the oldest first: "slug status". */
function page_studio_slugs($type, $slug) {
    global $wpdb;
    $asked = "SELECT CONCAT(post_name, ' ', post_status) FROM {$wpdb->posts} WHERE post_type = %s AND post_name LIKE %s";
    return $wpdb->get_col($wpdb->prepare("$asked ORDER BY ID", $type, '%' . $slug . '%'));
}
