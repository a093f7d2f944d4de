/** Contracts as the endpoints find them. */
import * as z from 'zod';
import { ContractId } from '../../shared/base/field.ts';
import { contractEntity } from '../../shared/ledger/entity.ts';
import { byId } from '../http/require-entity.ts';
import { isSideOf } from '../views/contract.ts';

export const ContractPath = z.strictObject({ id: ContractId });

/** The contract that a path's `id` names; throws `not-found` also to a stranger. */
export const findContract = byId(contractEntity, isSideOf);
