/** Asks before what can't be undone: it says so plainly, and is agreed to by a tick, not by habit. */
import { Checkbox, Modal } from 'antd';
import { type ReactNode, useState } from 'react';
import { useWords } from '../words/area.ts';
import { partWords } from './words.ts';

interface IrreversibleProps {
  open: boolean;
  title: string;
  /** What happens, with amounts and names, and what can't be undone about it. */
  children: ReactNode;
  /** The deed, as a verb: 注销, 转让. */
  deed: string;
  isPending: boolean;
  onConfirm: () => void;
  onCancel: () => void;
}

export function Irreversible({
  open,
  title,
  children,
  deed,
  isPending,
  onConfirm,
  onCancel,
}: IrreversibleProps) {
  const say = useWords(partWords);
  const [isAgreed, setAgreed] = useState(false);
  return (
    <Modal
      open={open}
      title={title}
      okText={deed}
      cancelText={say('irreversible.back')}
      okButtonProps={{ disabled: !isAgreed, danger: true, loading: isPending }}
      onOk={onConfirm}
      onCancel={onCancel}
      afterClose={() => setAgreed(false)}
    >
      {children}
      <p>
        <Checkbox checked={isAgreed} onChange={({ target }) => setAgreed(target.checked)}>
          {say('irreversible.agree')}
        </Checkbox>
      </p>
    </Modal>
  );
}
