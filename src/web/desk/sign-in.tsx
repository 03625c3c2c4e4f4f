import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { sessionQuery } from './desk-queries.ts';
import { signIn } from './desk-requests.ts';
import { ShieldIcon } from './icons.tsx';
import { Trouble } from './trouble.tsx';

/** An agent shows the token and says who they are. */
export function SignIn() {
  const client = useQueryClient();
  const [token, setToken] = useState('');
  const [name, setName] = useState('');
  const { mutate, error, isPending } = useMutation({
    mutationFn: signIn,
    networkMode: 'always',
    onSuccess: (session) => client.setQueryData(sessionQuery.queryKey, session),
  });

  return (
    <main className="sign-in">
      <title>登录 · 客服工作台</title>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!isPending) mutate({ token: token.trim(), name: name.trim() });
        }}
      >
        <h1>
          <span className="mark">
            <ShieldIcon />
          </span>
          客服工作台
        </h1>
        <label className="field">
          <span>姓名</span>
          <input
            required
            name="username"
            autoComplete="username"
            maxLength={20}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
          <small>接入后，顾客会看到这个名字</small>
        </label>
        <label className="field">
          <span>访问令牌</span>
          <input
            required
            type="password"
            name="password"
            autoComplete="current-password"
            maxLength={512}
            value={token}
            onChange={(event) => setToken(event.target.value)}
          />
          <small>向主管索取；服务器上存放在 secrets.json</small>
        </label>
        {error !== null && <Trouble error={error} />}
        <button type="submit" className="button button-solid" aria-disabled={isPending}>
          {isPending ? '正在登录…' : '登录'}
        </button>
      </form>
    </main>
  );
}
