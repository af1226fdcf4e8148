/** The funnels of the YAML file, read anew: nothing here is the job's code. */
@NullMarked
package io.shopfunnel.verify.funnel;

import org.jspecify.annotations.NullMarked;
