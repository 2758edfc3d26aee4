import { Body, Controller, Get, Module, Post, type Type } from '@nestjs/common';
import { Public, Roles } from '../auth/auth.decorators.js';
import { oidcSection } from '../auth/oidc.config.js';
import { Config } from '../config/config.js';
import { createHttpApp } from './http-app.js';
import { processSection } from './process.config.js';

@Controller('forgotten')
class ForgottenController {
  @Get()
  read() {
    return {};
  }
}

@Controller('both')
class BothController {
  @Get()
  @Public()
  @Roles('clerk')
  read() {
    return {};
  }
}

@Controller('unchecked')
class UncheckedController {
  @Post()
  @Public()
  write(@Body() body: unknown) {
    return body;
  }
}

@Controller('guarded')
class GuardedController {
  @Get()
  @Roles('clerk')
  read() {
    return {};
  }
}

async function start(controller: Type<unknown>, withOidc = true): Promise<void> {
  @Module({ controllers: [controller] })
  class TestModule {}
  const env = { LOG_LEVEL: 'silent', OIDC_ISSUER: 'http://127.0.0.1:9', OIDC_AUDIENCE: 'bancheng' };
  const config = Config.load(env, withOidc ? [processSection, oidcSection] : [processSection]);
  const app = await createHttpApp(TestModule, config, { title: '测试', version: '1' });
  try {
    await app.init();
  } finally {
    await app.close();
  }
}

describe('RouteAudit', () => {
  it('lets a declared endpoint start', async () => {
    await expect(start(GuardedController)).resolves.toBeUndefined();
  });

  it.each([
    [ForgottenController, 'ForgottenController.read: needs either @Roles(...) or @Public()'],
    [BothController, 'BothController.read: needs either @Roles(...) or @Public()'],
    [UncheckedController, 'UncheckedController.write: reads input without a schema'],
  ])('refuses to start %p', async (controller, fault) => {
    await expect(start(controller)).rejects.toThrow(fault);
  });

  it('refuses an endpoint with roles where no provider is configured', async () => {
    await expect(start(GuardedController, false)).rejects.toThrow('oidcSection is not loaded');
  });
});
