package dev.hostdouble.vss;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How well the reply to a query is known follows from each part of the query. */
class QueryEvidenceTest extends VssStory {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/v2/iso|documented|",
                "/v2/iso?page=2&per_page=250|assumed|",
                "/v2/iso?per_page=250|documented|",
                "/v2/iso?per_page=251|observed|CAPPED_PAGE",
                "/v2/iso?per_page=0|assumed|EMPTY_PAGE",
                "/v2/iso?per_page=ten|assumed|ODD_NUMBER",
                "/v2/iso?page=+1|assumed|NUMBER_FORM",
                "/v2/iso?page=1&page=2|assumed|REPEATED_PARAMETER",
                "/v2/iso?expand=1|documented|",
                "/v2/iso?expand=0|assumed|ODD_EXPAND",
                "/v2/iso?expand=yes|assumed|ODD_EXPAND",
                "/v2/iso?expand=|assumed|ODD_EXPAND",
                "/v2/iso?filter=id,eq,10|observed|KEPT_VIEW",
                "/v2/iso?filter=id,eq,010|assumed|KEPT_VIEW NUMBER_FORM",
                "/v2/iso?filter=id,eq,ten|assumed|KEPT_VIEW BAD_VALUE EMPTY_LIST",
                "/v2/iso?filter=id,in,1,2|observed|KEPT_VIEW",
                "/v2/iso?filter=id,in,1,x|assumed|KEPT_VIEW BAD_VALUE",
                "/v2/iso?filter=id,like,1%25|assumed|KEPT_VIEW LIKE_PRINTED",
                "/v2/iso?filter=created_on,like,2017%25|assumed|KEPT_VIEW LIKE_PRINTED",
                "/v2/iso?filter=id,eq,1;id,eq,1|assumed|KEPT_VIEW SEVERAL_FILTERS",
                "/v2/iso?filter=id,eq,1&filter=id,eq,2|assumed|KEPT_VIEW REPEATED_PARAMETER",
                "/v2/iso?filter=size,eq,1|assumed|KEPT_VIEW INVALID_FILTER",
                "/v2/iso?filter=id,EQ,1|assumed|KEPT_VIEW INVALID_FILTER",
                "/v2/iso?filter=id|assumed|KEPT_VIEW INVALID_FILTER",
                "/v2/iso?filter=|assumed|KEPT_VIEW INVALID_FILTER",
                "/v2/iso?filter=id,eq,1,2|assumed|KEPT_VIEW EXTRA_COMMA BAD_VALUE EMPTY_LIST",
                "/v2/iso?filter=name,like,CentO%25|observed|KEPT_VIEW",
                "/v2/iso?filter=name,like,cento%25|assumed|KEPT_VIEW LETTER_CASE",
                "/v2/iso?filter=name,like,Cent_S-7%25|assumed|KEPT_VIEW LIKE_SIGNS",
                "/v2/iso?filter=name,eq,CentOS-7.0-1406-x86_64-DVD.iso|observed|KEPT_VIEW",
                "/v2/iso?filter=name,eq,centos-7.0-1406-x86_64-dvd.iso|assumed|KEPT_VIEW LETTER_CASE EMPTY_LIST",
                "/v2/iso?filter=name,ne,centos-7.0-1406-x86_64-dvd.iso|assumed|KEPT_VIEW LETTER_CASE",
                "/v2/iso?filter=name,in,a,centos-7.0-1406-x86_64-dvd.iso|assumed|KEPT_VIEW LETTER_CASE EMPTY_LIST",
                "/v2/iso?filter=name,lt,b|observed|KEPT_VIEW TEXT_ORDER",
                "/v2/iso?filter=created_on,lt,2017-11-17 13:43:11 EST|observed|KEPT_VIEW",
                "/v2/iso?filter=created_on,lt,2017-11-17 13:43:11|assumed|KEPT_VIEW TIME_FORM",
                "/v2/iso?filter=created_on,lt,2017-11-17|assumed|EMPTY_LIST KEPT_VIEW TIME_FORM",
                "/v2/iso?filter=public,eq,true|observed|KEPT_VIEW",
                "/v2/iso?filter=public,eq,1|assumed|KEPT_VIEW FLAG_FORM",
                "/v2/iso?filter=public,eq,True|assumed|KEPT_VIEW FLAG_FORM",
                "/v2/iso?sort=id,desc|observed|KEPT_VIEW",
                "/v2/iso?sort=id,DESC|assumed|KEPT_VIEW ODD_DIRECTION",
                "/v2/iso?sort=id,desc,x|assumed|KEPT_VIEW ODD_DIRECTION",
                "/v2/iso?sort=id,up|assumed|KEPT_VIEW ODD_DIRECTION",
                "/v2/iso?sort=name|assumed|KEPT_VIEW NO_DIRECTION TEXT_ORDER",
                "/v2/iso?sort=name,desc|observed|KEPT_VIEW TEXT_ORDER",
                "/v2/iso?sort=data_store,asc|assumed|KEPT_VIEW TIES TEXT_ORDER",
                "/v2/iso?sort=size,asc|assumed|KEPT_VIEW INVALID_SORT",
                "/v2/iso?sort=id,asc;name,asc|assumed|KEPT_VIEW SEVERAL_SORTS TEXT_ORDER",
                "/v2/user/image/iso|documented|",
                "/v2/user/image/iso?page=2|assumed|PERSONAL_PAGE_IGNORED",
                "/v2/user/image/iso?filter=id,eq,223|documented|",
                "/v2/request/image_sync?filter=status,eq,PROCESSED|assumed|KEPT_VIEW EMPTY_LIST"
            })
    void each_part_of_a_query_can_weaken_the_mark(String target, String mark, String facts) {
        String[] expected = facts == null ? new String[0] : facts.split(" ", -1);
        Mark.assertThatReply(vss, target, mark, expected);
    }
}
