package io.assay.service.settings;

import io.assay.protocol.hparams.HParams;
import java.util.Arrays;
import java.util.stream.Stream;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Has one bean wait for every setting of ours and the mechanism's parameters, so that a wrong setting is refused at once
 * and not after half a minute of waiting for a server.
 */
public final class SettingsFirst implements BeanFactoryPostProcessor {
    private static final String OURS = "assay.";

    private final String bean;

    /** Settings before the bean of that name. */
    public SettingsFirst(String bean) {
        this.bean = bean;
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        var settings = Arrays.stream(beans.getBeanNamesForAnnotation(ConfigurationProperties.class))
                .filter(name -> name.startsWith(OURS));
        var parameters = Arrays.stream(beans.getBeanNamesForType(HParams.class, true, false));
        beans.getBeanDefinition(bean)
                .setDependsOn(Stream.concat(settings, parameters).toArray(String[]::new));
    }
}
